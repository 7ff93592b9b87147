import '../../../libs/messaging/envelope.js';
