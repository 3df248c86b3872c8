import { i18n } from '@kbn/i18n';

/** What a page knows of a request that failed. */
export interface Failure {
  readonly message: string;
  readonly code?: string;
  readonly statusCode?: number;
  readonly request?: string;
}

/** Title and advice for a failure: what happened and what to do. The title says which kind it is, so no two states look alike. */
export function failureWords(code: string | undefined): { readonly title: string; readonly advice: string } {
  switch (code) {
    case 'forbidden':
      return {
        title: i18n.translate('stagingWatch.failure.forbiddenTitle', { defaultMessage: 'You may not read this data' }),
        advice: i18n.translate('stagingWatch.failure.forbiddenDescription', {
          defaultMessage: 'You may open Staging Watch, but a privilege on the data behind this page is missing. Ask your administrator for the one named here.',
        }),
      };
    case 'authentication_not_forwardable':
      return {
        title: i18n.translate('stagingWatch.failure.authenticationTitle', { defaultMessage: 'The way you logged in cannot be used here' }),
        advice: i18n.translate('stagingWatch.failure.authenticationDescription', {
          defaultMessage: 'Staging Watch asks Kibana’s detection engine with your own login and sends only a session, basic or API key login on. Log in with a user name and password, or let an administrator configure an API key for installing.',
        }),
      };
    case 'detection_engine_unavailable':
      return {
        title: i18n.translate('stagingWatch.failure.engineTitle', { defaultMessage: 'The detection engine does not answer' }),
        advice: i18n.translate('stagingWatch.failure.engineDescription', { defaultMessage: 'Elastic Security is starting, is switched off or is not installed. Try again in a minute.' }),
      };
    case 'not_found':
      return {
        title: i18n.translate('stagingWatch.failure.notFoundTitle', { defaultMessage: 'This is not here' }),
        advice: i18n.translate('stagingWatch.failure.notFoundDescription', { defaultMessage: 'It was deleted, or it lies in another space, or you may not see it.' }),
      };
    case 'invalid_request':
    case 'invalid_query':
      return {
        title: i18n.translate('stagingWatch.failure.invalidTitle', { defaultMessage: 'The server did not accept the request' }),
        advice: i18n.translate('stagingWatch.failure.invalidDescription', { defaultMessage: 'Check the time range and the filters.' }),
      };
    case 'network':
      return {
        title: i18n.translate('stagingWatch.failure.networkTitle', { defaultMessage: 'Kibana cannot be reached' }),
        advice: i18n.translate('stagingWatch.failure.networkDescription', { defaultMessage: 'Check your connection and try again.' }),
      };
    case 'unexpected_answer':
      return {
        title: i18n.translate('stagingWatch.failure.unexpectedTitle', { defaultMessage: 'The answer cannot be read' }),
        advice: i18n.translate('stagingWatch.failure.unexpectedDescription', { defaultMessage: 'Server and browser may be of different versions. Reload the page; if that does not help, tell your administrator.' }),
      };
    default:
      return {
        title: i18n.translate('stagingWatch.failure.otherTitle', { defaultMessage: 'This could not be loaded' }),
        advice: i18n.translate('stagingWatch.failure.otherDescription', { defaultMessage: 'Try again. If it stays so, the server’s log says why.' }),
      };
  }
}
