import pg from 'pg';
import { type Api, operator, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';

const REQUESTS = 300;

describeWithRabbitmq('three replicas of inventory behind one RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  let cleave: Cleave;
  let staff: Api;
  beforeAll(async () => {
    rabbitmq = await TestRabbitmq.start();
    cleave = await Cleave.start({ RABBITMQ_URL: rabbitmq.url }, { placement: 'test/rabbitmq/three-of-inventory.yaml' });
    staff = await operator(cleave);
  });
  afterAll(async () => {
    await cleave?.discard();
    await rabbitmq?.stop();
  });

  it('execute each request once: the counter in the database is the number of requests', async () => {
    const { id } = await stocked(staff, 0);
    const receive = () => staff.post(`/v1/products/${id}/stock`, { delta: 1, reason: 'delivery' });
    const answers = await Promise.all(Array.from({ length: REQUESTS }, receive));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await countersOf(id)).toEqual({ onHand: REQUESTS, movements: REQUESTS });
  });

  async function countersOf(product: string): Promise<unknown> {
    const client = new pg.Client(cleave.databases.inventory);
    await client.connect();
    try {
      const { rows } = await client.query(
        `SELECT sum(on_hand)::int AS "onHand", count(*)::int AS movements FROM stock_movement WHERE product_id = $1`,
        [product],
      );
      return rows[0];
    } finally {
      await client.end();
    }
  }
});
