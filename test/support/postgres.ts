export * from '#libs/testing/postgres';
