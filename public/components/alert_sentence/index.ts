export { AlertSentence } from './alert_sentence';
export { gapMs } from './phrase';
