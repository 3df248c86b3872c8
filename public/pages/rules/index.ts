export { RulesPage } from './rules_page';
