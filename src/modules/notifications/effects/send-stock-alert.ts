import { Inject, Injectable, Logger } from '@nestjs/common';
import { type EffectCall, EffectHandler, HOST, type Host, type IEffectHandler } from '#libs/messaging';
import { stockMail } from '../domain/stock-mail.js';
import { type MailOutcome, RecordStockAlert, SendStockAlert } from '../messages.js';
import { Mailer } from '../ports/mailer.js';
import { Staff } from '../ports/staff.js';
import { isAnswer, pauseMs } from './again.js';

/** To whoever is of the staff when it is sent. */
@Injectable()
@EffectHandler(SendStockAlert)
export class SendStockAlertHandler implements IEffectHandler<SendStockAlert, MailOutcome> {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly staff: Staff,
    private readonly mailer: Mailer,
    @Inject(HOST) private readonly host: { readonly settings: Pick<Host['settings'], 'retryMs'> },
  ) {}

  /** A mail server cannot be asked. */
  async find(): Promise<undefined> {}

  async act(effect: SendStockAlert, call: EffectCall): Promise<MailOutcome> {
    const mail = stockMail(effect, this.staff.addresses);
    return mail ? this.mailer.send(mail, call) : { kind: 'refused', reason: 'CLEAVE_STAFF_MAIL names nobody' };
  }

  tell({ productId, count }: SendStockAlert, outcome: MailOutcome) {
    if (outcome.kind === 'refused')
      this.logger.warn(`staff were not told that stock of product ${productId} is low: ${outcome.reason}`);
    return new RecordStockAlert({ productId, count, outcome });
  }

  isAnswer(error: unknown) {
    return isAnswer(error);
  }

  againInMs(error: unknown, sends: number) {
    return pauseMs(error, sends, this.host.settings.retryMs);
  }
}
