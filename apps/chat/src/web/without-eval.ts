import { z } from "zod";

// Zod makes code of schemas unless it is told not to, and this page's policy allows no such thing.
z.config({ jitless: true });
