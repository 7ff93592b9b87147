import '#libs/testing';
