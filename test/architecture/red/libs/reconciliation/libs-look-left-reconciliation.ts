import '#libs/sagas';
