import '#libs/telemetry';
