export { AppointOperator, Authenticate, RegisterUser } from './commands.js';
export { UserRegistered } from './events.js';
export { GetUser } from './queries.js';
export { Email, GivenPassword, Password, Role } from './values.js';
