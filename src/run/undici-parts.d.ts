// Parts of undici by the names of their files, for which it has no types.

declare module 'undici/lib/dispatcher/pool.js' {
  import {Pool} from 'undici';
  export default Pool;
}

declare module 'undici/lib/core/connect.js' {
  import {buildConnector} from 'undici';
  export default buildConnector;
}
