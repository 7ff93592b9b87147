import '#libs/database';
