import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { Episode } from '../../../common/detection';
import { HostileText } from '../hostile_text';
import { formatDuration } from '../time';
import { phraseOf, type Phrase } from './phrase';

/** Names and paths in a sentence are cut here; the flyout shows them in full. */
const mostCharactersInSentence = 160;

function Name({ text }: { readonly text: string }): ReactElement {
  return (
    <strong>
      <HostileText text={text} maxCharacters={mostCharactersInSentence} />
    </strong>
  );
}

/** One sentence that says what happened: one message for each kind, with recorded texts as its values. */
export function AlertSentence({ episode }: { readonly episode: Pick<Episode, 'events' | 'rule' | 'joinStrength' | 'counted'> }): ReactElement {
  const phrase = phraseOf(episode);
  switch (phrase.kind) {
    case 'process_then_file':
      return <ProcessThenFile phrase={phrase} />;
    case 'process':
      return (
        <FormattedMessage
          id="stagingWatch.sentence.processDescription"
          defaultMessage="{process} {act, select, copy {copied files} archive {packed files} shell {ran a command} other {ran}}{hasCommand, select, yes {: {command}} other {}}"
          values={{ process: <Name text={phrase.process} />, act: phrase.act, hasCommand: phrase.commandLine === undefined ? 'no' : 'yes', command: <HostileText text={phrase.commandLine ?? ''} maxCharacters={mostCharactersInSentence} /> }}
        />
      );
    case 'file':
      return <FileWritten phrase={phrase} />;
    case 'registry':
      return (
        <FormattedMessage
          id="stagingWatch.sentence.registryDescription"
          defaultMessage="{hasProcess, select, yes {{process} changed the registry at {path}} other {The registry was changed at {path}}}"
          values={{ hasProcess: phrase.process === undefined ? 'no' : 'yes', process: <Name text={phrase.process ?? ''} />, path: <Name text={phrase.path} /> }}
        />
      );
    case 'sequence':
      return (
        <FormattedMessage
          id="stagingWatch.sentence.sequenceDescription"
          defaultMessage="{process} ran, then {more, plural, one {# more event} other {# more events}} followed within {gap}"
          values={{ process: <Name text={phrase.process} />, more: phrase.more, gap: formatDuration(phrase.gapMs) }}
        />
      );
    case 'rules_counted':
      return (
        <FormattedMessage
          id="stagingWatch.sentence.rulesCountedDescription"
          defaultMessage="{rules, plural, one {# staging rule} other {# different staging rules}} alerted on this host{hasNames, select, yes {: {names}} other {}}"
          values={{ rules: phrase.rules, hasNames: phrase.names.length === 0 ? 'no' : 'yes', names: <Name text={phrase.names.join('; ')} /> }}
        />
      );
    case 'counted':
      return <EventsCounted phrase={phrase} />;
    case 'rule_only':
      return <FormattedMessage id="stagingWatch.sentence.ruleOnlyDescription" defaultMessage="{rule} matched" values={{ rule: <Name text={phrase.rule} /> }} />;
  }
}

function EventsCounted({ phrase: { count, different, of } }: { readonly phrase: Extract<Phrase, { kind: 'counted' }> }): ReactElement {
  return (
    <FormattedMessage
      id="stagingWatch.sentence.countedDescription"
      defaultMessage="{hasOf, select, yes {{of}: } other {}}{count, plural, one {# matching event} other {# matching events}}{hasDifferent, select, yes {, {different, number} different values of {field}} other {}}"
      values={{
        hasOf: of.length === 0 ? 'no' : 'yes',
        of: <Name text={of.join(', ')} />,
        count,
        hasDifferent: different === undefined ? 'no' : 'yes',
        different: different?.value ?? 0,
        field: <HostileText text={different?.field ?? ''} maxCharacters={mostCharactersInSentence} />,
      }}
    />
  );
}

function ProcessThenFile({ phrase }: { readonly phrase: Extract<Phrase, { kind: 'process_then_file' }> }): ReactElement {
  const values = {
    process: <Name text={phrase.process} />,
    act: phrase.act,
    file: <Name text={phrase.file} />,
    hasFolder: phrase.folder === undefined ? 'no' : 'yes',
    folder: <HostileText text={phrase.folder ?? ''} maxCharacters={mostCharactersInSentence} />,
    gap: formatDuration(phrase.gapMs),
  };
  if (phrase.sameProcess) {
    return (
      <FormattedMessage
        id="stagingWatch.sentence.sameProcessDescription"
        defaultMessage="{process} {act, select, copy {copied files} archive {packed files} shell {ran a command} other {ran}} and wrote {file} {hasFolder, select, yes {to {folder} } other {}}{gap} later"
        values={values}
      />
    );
  }
  if (phrase.writer === undefined) {
    return (
      <FormattedMessage
        id="stagingWatch.sentence.fileAppearedDescription"
        defaultMessage="{process} {act, select, copy {copied files} archive {packed files} shell {ran a command} other {ran}}, then {file} appeared {hasFolder, select, yes {in {folder} } other {}}{gap} later"
        values={values}
      />
    );
  }
  return (
    <FormattedMessage
      id="stagingWatch.sentence.otherProcessDescription"
      defaultMessage="{process} {act, select, copy {copied files} archive {packed files} shell {ran a command} other {ran}}, then {writer} wrote {file} {hasFolder, select, yes {to {folder} } other {}}{gap} later"
      values={{ ...values, writer: <Name text={phrase.writer} /> }}
    />
  );
}

function FileWritten({ phrase }: { readonly phrase: Extract<Phrase, { kind: 'file' }> }): ReactElement {
  return (
    <FormattedMessage
      id="stagingWatch.sentence.fileDescription"
      defaultMessage="{hasProcess, select, yes {{process} wrote {file}} other {{file} was written}} {hasFolder, select, yes {to {folder}} other {}}"
      values={{
        hasProcess: phrase.process === undefined ? 'no' : 'yes',
        process: <Name text={phrase.process ?? ''} />,
        file: <Name text={phrase.file} />,
        hasFolder: phrase.folder === undefined ? 'no' : 'yes',
        folder: <HostileText text={phrase.folder ?? ''} maxCharacters={mostCharactersInSentence} />,
      }}
    />
  );
}
