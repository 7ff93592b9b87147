import '#libs/resilience';
