import '#libs/config';
