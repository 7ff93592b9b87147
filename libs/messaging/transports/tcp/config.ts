import { z } from 'zod';
import { section } from '#libs/config';

const path = (about: string) => z.string().min(1).optional().describe(about);

/** All three files or none: with them every connection is TLS 1.3, and both ends show a certificate of the same authority. */
export const tcpConfig = section('tcp', {
  CLEAVE_TCP_TLS_CERT: path(
    "PEM file with this process's certificate, for the host names under which others reach it. Set all three, or none.",
  ),
  CLEAVE_TCP_TLS_KEY: path('PEM file with the key of that certificate.'),
  CLEAVE_TCP_TLS_CA: path('PEM file with the authority that signed the certificates of all processes.'),
});
