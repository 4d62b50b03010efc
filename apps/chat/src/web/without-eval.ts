import { z } from "zod";

// By default Zod compiles schemas with `new Function`, which this page's content security policy forbids.
z.config({ jitless: true });
