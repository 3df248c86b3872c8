import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const LINUX_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'];

const MAC_PROGRAMS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives the absolute paths where an operating system usually has Chrome, Chromium or Edge, best first. */
export function usualBrowserPaths(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'darwin') return directories('/Applications', environment['HOME'] && `${environment['HOME']}/Applications`).flatMap((directory) => MAC_PROGRAMS.map((program) => `${directory}/${program}`));
  if (platform === 'win32') {
    const roots = directories(environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']);
    return roots.flatMap((directory) => WINDOWS_PROGRAMS.map((program) => path.win32.join(directory, program)));
  }
  const searched = (environment['PATH'] ?? '').split(':').filter((directory) => directory.startsWith('/'));
  return [...new Set([...searched, '/usr/bin', '/usr/local/bin', '/snap/bin'])].flatMap((directory) => LINUX_NAMES.map((name) => `${directory}/${name}`));
}

/** Gives the first of the usual paths that holds a program, `undefined` where there is none. */
export function findInstalledBrowser(): string | undefined {
  return usualBrowserPaths(process.platform, process.env).find(isExecutable);
}

function directories(...candidates: ReadonlyArray<string | undefined>): string[] {
  return candidates.filter((directory): directory is string => Boolean(directory));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
