import { i18n } from '@kbn/i18n';
import type { TestKind, TestPlatform } from '../../../common/coverage';

/** What a row is there for. */
export function kindLabel(kind: TestKind): string {
  switch (kind) {
    case 'test':
      return i18n.translate('stagingWatch.coverage.testKindLabel', { defaultMessage: 'Test' });
    case 'neighbour':
      return i18n.translate('stagingWatch.coverage.neighbourKindLabel', { defaultMessage: 'Neighbour' });
    case 'benign':
      return i18n.translate('stagingWatch.coverage.benignKindLabel', { defaultMessage: 'Benign look-alike' });
    case 'own':
      return i18n.translate('stagingWatch.coverage.ownKindLabel', { defaultMessage: 'Added here' });
  }
}

/** Names of systems are not translated. */
export function platformLabel(platform: TestPlatform): string {
  return { windows: 'Windows', linux: 'Linux', macos: 'macOS', freebsd: 'FreeBSD' }[platform];
}
