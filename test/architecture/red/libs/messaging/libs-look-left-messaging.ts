import '#libs/event-store';
