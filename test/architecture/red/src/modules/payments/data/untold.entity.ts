@Entity('payment')
export class Payment {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) readonly orderId!: string;
}
