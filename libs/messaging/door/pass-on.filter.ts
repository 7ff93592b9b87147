import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Leaves errors as they are: the server of the context knows codes, Nest's own filter would make every one an "Internal server error". */
@Catch()
export class PassOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
