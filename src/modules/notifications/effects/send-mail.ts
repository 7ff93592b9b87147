import { Inject, Injectable } from '@nestjs/common';
import { type EffectCall, EffectHandler, HOST, type Host, type IEffectHandler } from '#libs/messaging';
import { Messages } from '../data/messages.js';
import { mailOf } from '../domain/mail.js';
import { keyOf } from '../domain/message.js';
import { type MailOutcome, RecordDelivery, SendMail } from '../messages.js';
import { Mailer } from '../ports/mailer.js';
import { isAnswer, pauseMs } from './again.js';

@Injectable()
@EffectHandler(SendMail)
export class SendMailHandler implements IEffectHandler<SendMail, MailOutcome> {
  constructor(
    private readonly messages: Messages,
    private readonly mailer: Mailer,
    @Inject(HOST) private readonly host: { readonly settings: Pick<Host['settings'], 'retryMs'> },
  ) {}

  /** A mail server cannot be asked. So an e-mail whose answer was lost is sent again. */
  async find(): Promise<undefined> {}

  async act(effect: SendMail, call: EffectCall): Promise<MailOutcome> {
    const mail = mailOf(await this.messages.toSend(keyOf(effect)));
    return mail ? this.mailer.send(mail, call) : { kind: 'refused', reason: 'its address is none' };
  }

  tell({ orderId, kind }: SendMail, outcome: MailOutcome) {
    return new RecordDelivery({ orderId, kind, outcome });
  }

  isAnswer(error: unknown) {
    return isAnswer(error);
  }

  againInMs(error: unknown, sends: number) {
    return pauseMs(error, sends, this.host.settings.retryMs);
  }
}
