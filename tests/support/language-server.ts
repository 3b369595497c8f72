/** A session with the YAML language server, as an editor has one: the real server, spoken to over its standard streams. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SERVER = resolve(import.meta.dirname, '../../node_modules/yaml-language-server/bin/yaml-language-server');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[]; readonly items?: readonly unknown[] };
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

export class LanguageServer {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #found = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  #buffer = Buffer.alloc(0);
  #id = 0;

  constructor() {
    this.#server = spawn(process.execPath, [SERVER, '--stdio']);
    this.#server.stdout.on('data', (bytes: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, bytes]);
      this.#read();
    });
  }

  async start(): Promise<void> {
    const textDocument = { hover: { contentFormat: ['markdown'] }, completion: { completionItem: { documentationFormat: ['markdown'] } } };
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument, workspace: { configuration: true } },
    });
    this.#send({ method: 'initialized', params: {} });
  }

  /** Opens a text as a file; resolves with what is wrong with it. */
  open(path: string, text: string): Promise<readonly Diagnostic[]> {
    const uri = pathToFileURL(path).href;
    const found = new Promise<readonly Diagnostic[]>((done) => this.#found.set(uri, done));
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return found;
  }

  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#id;
    const answer = new Promise((done) => this.#waiting.set(id, done));
    this.#send({ id, method, params });
    return answer;
  }

  stop(): void {
    this.#server.kill();
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(): void {
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString('latin1', 0, Math.max(0, end)))?.[1]);
      if (end < 0 || this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.toString('utf8', end + 4, end + 4 + length)) as Message;
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics') this.#found.get(params!.uri!)?.(params!.diagnostics!);
    else if (method === 'workspace/configuration') this.#send({ id, result: params!.items!.map(() => null) });
    else if (method !== undefined && id !== undefined) this.#send({ id, result: null });
    else if (id !== undefined) this.#waiting.get(id)?.(result);
  }
}
