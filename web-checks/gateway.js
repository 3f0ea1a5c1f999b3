// The packaged application with its PingOne sandbox, on ports and in a directory of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APPLICATION = fileURLToPath(new URL('../gateway-app/target/gateway/gateway.jar', import.meta.url));
const READY_WITHIN_MS = 60_000;

/**
 * Starts a gateway with the given flags of `run` besides `--port 0`.
 *
 * @returns its origin, what it has logged so far, and how to stop, kill and restart it with the same data
 */
export async function startGateway(...flags) {
  if (!existsSync(APPLICATION)) {
    throw new Error('The application is not built: mvn -Dquick package -pl gateway-app -am');
  }
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  let running = await launch(directory, ['--port', '0', ...flags]);
  return {
    get url() {
      return running.url;
    },
    get log() {
      return running.output();
    },
    /** Ends it at once and starts it again on the same port, with the same data. */
    async restart(whileAway = async () => {}) {
      const { port } = new URL(running.url);
      await end(running.process, 'SIGKILL');
      await whileAway();
      running = await launch(directory, ['--port', port, ...flags]);
    },
    async kill() {
      await end(running.process, 'SIGKILL');
    },
    async stop() {
      await end(running.process, 'SIGTERM');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function launch(directory, flags) {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const child = spawn(
    java,
    ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', `-Djava.io.tmpdir=${directory}`, '-jar', APPLICATION, 'run',
      '--sandbox-port', '0', '--management-port', '0', ...flags],
    { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GATEWAY_AUTH: 'forward' } },
  );
  let text = '';
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not ready in time:\n${text}`));
    }, READY_WITHIN_MS);
    const read = (chunk) => {
      text += chunk;
      const ready = /^ready: (\S+)$/m.exec(text);
      if (ready) {
        clearTimeout(late);
        resolve(new URL(ready[1]).origin);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code} before it was ready:\n${text}`));
    });
  });
  return { process: child, url, output: () => text };
}

async function end(child, signal) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
