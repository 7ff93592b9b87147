import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

/** The Chromium of this machine; undefined without one. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (program) => spawnSync(program, ['--version']).status === 0,
);

type Params = Record<string, unknown>;
export interface View {
  readonly width: number;
  readonly height: number;
  readonly isDark?: boolean;
}

/** A page in headless Chromium, driven by the DevTools protocol: what it asks for, what it complains of, what it shows. */
export class Browser {
  /** The URL of every request that left the page. */
  readonly requests: string[] = [];
  /** Errors of the console, of scripts and of the Content-Security-Policy. */
  readonly complaints: string[] = [];
  private readonly waiting = new Map<number, (result: Params) => void>();
  private sent = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly socket: WebSocket,
  ) {}

  static async open(): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'cleave-chromium-'));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--remote-debugging-port=0',
    ];
    const child = spawn(chromium!, [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const port = await portOf(child);
    const pages = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(pages.find(({ type }) => type === 'page')!.webSocketDebuggerUrl);
    await once(socket, 'open');
    const browser = new Browser(child, folder, socket);
    socket.addEventListener('message', ({ data }) => browser.hear(JSON.parse(data as string) as Params));
    for (const domain of ['Network', 'Runtime', 'Log', 'Page']) await browser.send(`${domain}.enable`);
    return browser;
  }

  async show(url: string, { width, height, isDark = false }: View): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }];
    await this.send('Emulation.setEmulatedMedia', { features });
    await this.send('Page.navigate', { url });
  }

  /** The value of an expression in the page. */
  async ask<T>(expression: string): Promise<T> {
    const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    return (result as { value: T }).value;
  }

  /** A picture of the window, as PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    this.socket.close();
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private send(method: string, params: Params = {}): Promise<Params> {
    const id = ++this.sent;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  private hear({ id, result, method, params }: Params): void {
    if (typeof id === 'number') this.waiting.get(id)?.((result ?? {}) as Params);
    this.waiting.delete(id as number);
    const event = params as { request: { url: string }; type: string; entry: { level: string; text: string } };
    if (method === 'Network.requestWillBeSent') this.requests.push(event.request.url);
    if (method === 'Runtime.exceptionThrown') this.complaints.push(JSON.stringify(params));
    if (method === 'Runtime.consoleAPICalled' && event.type === 'error') this.complaints.push(JSON.stringify(params));
    if (method === 'Log.entryAdded' && event.entry.level === 'error') this.complaints.push(event.entry.text);
  }
}

/** The port that Chromium prints. */
async function portOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const text of child.stderr!.setEncoding('utf8')) {
    said += text as string;
    const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1];
    if (port) return port;
  }
  throw new Error(`Chromium does not start: ${said}`);
}
