import { deleteCoverageTest as contract } from '../../common/api';
import { deleteOwnTest } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const deleteCoverageTestRoute = defineRoute(contract, ({ savedObjects }, { params }) => deleteOwnTest(savedObjects, params.id));
