import '#libs/hosting';
