import { parse } from '../eql';
import { keepLast } from './keep_last';

/** The tree of an EQL text; nobody changes it. Throws EqlSyntaxError. */
export const readEql = keepLast(parse, 64);
