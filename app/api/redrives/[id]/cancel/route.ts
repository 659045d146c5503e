import { cancelMove } from '#lib/redrive/tasks/cancel-move';
import { route } from '../../../_http/route.ts';

export const POST = route<{ id: string }>(({ ctx, params }) => cancelMove({ ctx, input: { id: params.id } }));
