/** A real Chromium for tests: the machine's own, Playwright's, or Debian's package where it may be installed. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

function found(): string | undefined {
  return [process.env.CHROMIUM, chromium.executablePath(), ...PLACES].find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** Only root on Debian or its kin may, and nobody is asked. */
function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = (...words: string[]) => execFileSync('apt-get', ['-qq', ...words], { stdio: 'ignore', timeout: 300_000 });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  } catch {
    return undefined;
  }
  return found();
}

/** @throws Error with one line on what to install */
export async function openChromium(): Promise<Browser> {
  const executablePath = found() ?? installed();
  if (executablePath === undefined)
    throw new Error('These tests need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
