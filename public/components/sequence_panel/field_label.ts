import { i18n } from '@kbn/i18n';
import { plainField } from './event_texts';

/** The words for a field of a rule; a field without words is named as it is written. */
export function fieldLabel(field: string): string {
  switch (plainField(field)) {
    case 'process.command_line':
      return i18n.translate('stagingWatch.field.commandLineLabel', { defaultMessage: 'Command line' });
    case 'process.args':
      return i18n.translate('stagingWatch.field.argumentsLabel', { defaultMessage: 'Arguments' });
    case 'process.name':
      return i18n.translate('stagingWatch.field.processNameLabel', { defaultMessage: 'Process name' });
    case 'process.executable':
      return i18n.translate('stagingWatch.field.executableLabel', { defaultMessage: 'Program' });
    case 'process.parent.name':
      return i18n.translate('stagingWatch.field.parentNameLabel', { defaultMessage: 'Parent process name' });
    case 'process.parent.executable':
      return i18n.translate('stagingWatch.field.parentExecutableLabel', { defaultMessage: 'Parent program' });
    case 'process.parent.command_line':
      return i18n.translate('stagingWatch.field.parentCommandLineLabel', { defaultMessage: 'Parent command line' });
    case 'file.path':
      return i18n.translate('stagingWatch.field.filePathLabel', { defaultMessage: 'File path' });
    case 'file.name':
      return i18n.translate('stagingWatch.field.fileNameLabel', { defaultMessage: 'File name' });
    case 'file.extension':
      return i18n.translate('stagingWatch.field.fileExtensionLabel', { defaultMessage: 'File extension' });
    case 'registry.path':
      return i18n.translate('stagingWatch.field.registryPathLabel', { defaultMessage: 'Registry path' });
    case 'registry.data.strings':
      return i18n.translate('stagingWatch.field.registryDataLabel', { defaultMessage: 'Registry data' });
    case 'user.name':
      return i18n.translate('stagingWatch.field.userNameLabel', { defaultMessage: 'User name' });
    default:
      return field;
  }
}

/** "process", "file", "registry" as a word in "Event 1 · process". */
export function categoryLabel(category: string): string {
  switch (category) {
    case 'process':
      return i18n.translate('stagingWatch.category.processLabel', { defaultMessage: 'process' });
    case 'file':
      return i18n.translate('stagingWatch.category.fileLabel', { defaultMessage: 'file' });
    case 'registry':
      return i18n.translate('stagingWatch.category.registryLabel', { defaultMessage: 'registry' });
    default:
      return category === '' ? i18n.translate('stagingWatch.category.unknownLabel', { defaultMessage: 'event' }) : category;
  }
}
