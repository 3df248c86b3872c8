import { chromium, type Browser } from 'playwright-core';
import { findInstalledBrowser } from './find_installed_browser';
import { unpackBrowser } from './unpack_browser';

/** `CHROME` may hold the path of a browser, or this word: use the one that ships inside a package, whatever is installed. */
const PACKED = 'packed';

/**
 * Starts a headless Chrome or Chromium: the one that the environment variable `CHROME` names, else an installed one, else the one that ships
 * inside `@sparticuz/chromium` (Linux on x64). An installed one that does not start is passed over with a warning. Whoever calls closes it.
 *
 * @throws where `CHROME` names a browser that does not start, or where there is none at all
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROME'];
  if (named === PACKED) return launchPacked();
  if (named) return chromium.launch({ executablePath: named });
  const installed = findInstalledBrowser();
  if (!installed) return launchPacked();
  return chromium.launch({ executablePath: installed }).catch((error: Error) => {
    console.warn(`${installed} does not start (${error.message.split('\n')[0]}): using the packed browser.`);
    return launchPacked();
  });
}

async function launchPacked(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium was found. Install one, or name its program in the environment variable CHROME.');
  }
  const { executablePath, libraryDirectory, fontConfiguration } = await unpackBrowser();
  const libraryPath = [libraryDirectory, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), LD_LIBRARY_PATH: libraryPath, FONTCONFIG_PATH: fontConfiguration },
  });
}
