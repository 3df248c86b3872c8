export { PortDeviations } from './port_deviations';
export { PortTexts } from './port_texts';
export { portLanguageLabel, portVerdictLabel } from './port_words';
