import { describe, expect, it } from 'vitest';
import { createI18n } from '.';

describe('i18n', () => {
  const i18n = createI18n('fr-FR', { 'a.count': '{count, plural, one {# règle} other {# règles}}', 'a.broken': '{count' });

  it('takes the message of the locale, else the default one, and never throws over a broken one', () => {
    expect(i18n.translate('a.count', { defaultMessage: '{count} rules', values: { count: 2 } })).toBe('2 règles');
    expect(i18n.translate('a.other', { defaultMessage: '{count, plural, one {# rule} other {# rules}}', values: { count: 1 } })).toBe('1 rule');
    expect(i18n.translate('a.broken', { defaultMessage: 'whole' })).toBe('{count');
    expect(i18n.getLocale()).toBe('fr-FR');
  });

  it('leaves tags alone and needs an id', () => {
    expect(i18n.translate('a.tag', { defaultMessage: '<b>x</b>' })).toBe('<b>x</b>');
    expect(() => i18n.translate('', { defaultMessage: 'x' })).toThrow('non-empty');
  });
});
