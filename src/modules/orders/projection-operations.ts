import { DropProjectionCopyHandler } from './commands/drop-projection-copy.js';
import { RebuildProjectionHandler } from './commands/rebuild-projection.js';
import { SwapProjectionHandler } from './commands/swap-projection.js';
import { OrderCopies } from './data/order-copies.js';
import { ProjectionFigures } from './metrics/projection-figures.js';
import { ProjectionsMessageController } from './projections.message.controller.js';
import { CompareProjectionHandler } from './queries/compare-projection.js';
import { ListProjectionsHandler } from './queries/list-projections.js';
import { ProjectionLag } from './queries/projection-lag.js';

/** What operators see of the copies of the documents of orders, and decide about them. */
export const projectionOperations = {
  controllers: [ProjectionsMessageController],
  providers: [
    RebuildProjectionHandler,
    SwapProjectionHandler,
    DropProjectionCopyHandler,
    ListProjectionsHandler,
    CompareProjectionHandler,
    OrderCopies,
    ProjectionLag,
    ProjectionFigures,
  ],
} as const;
