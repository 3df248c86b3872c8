import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDetectionEngine } from './elastic/detection_engine/build';
import { buildBrowserAssets } from './kibana/browser';

const buildFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../build');

export type LibrarySetName = 'oldest' | 'newest';

/** Where the parts of one Kibana version lie once they are built. */
export interface StackDirectories {
  /** Unpacked plugins, in no order that means anything. */
  readonly plugins: readonly string[];
  readonly browserAssets: string;
  readonly librarySet: LibrarySetName;
}

/** Gives the folders for a version; nothing is built or checked. React 17 and EUI 90 stand for 8.x, React 18 and EUI 116 for 9.x. */
export function stackDirectories(kibanaVersion: string): StackDirectories {
  const librarySet = Number(kibanaVersion.split('.')[0]) >= 9 ? 'newest' : 'oldest';
  const folder = path.join(buildFolder, `kibana-${kibanaVersion}`);
  return { plugins: [path.join(folder, 'securitySolution'), path.join(folder, 'stagingWatch')], browserAssets: path.join(buildFolder, 'browser', librarySet), librarySet };
}

/** Builds what the host itself brings for a version: the detection engine and the shared browser libraries. Skips what is there and unchanged. */
export async function buildHost(kibanaVersion: string, log: (line: string) => void): Promise<StackDirectories> {
  const directories = stackDirectories(kibanaVersion);
  await buildDetectionEngine({ outputDirectory: directories.plugins[0] ?? '', kibanaVersion });
  await buildBrowserAssets({ librarySet: directories.librarySet, outputDirectory: directories.browserAssets, log });
  return directories;
}
