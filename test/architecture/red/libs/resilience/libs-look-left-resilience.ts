import '#libs/discovery';
