import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { EmulatorEnv } from "../http/exchange.ts";

/** Refuses requests from other machines with 403, and requests without the token with 401. */
export function requireControlToken(token: string): MiddlewareHandler<EmulatorEnv> {
  return async (context, next) => {
    const address = context.env.incoming?.socket.remoteAddress;
    if (address !== undefined && !isLoopback(address)) {
      return context.json(
        {
          error: {
            message: "the control endpoint answers this machine only.",
            type: "emulator_error",
          },
        },
        403,
      );
    }
    const given = /^bearer\s+(?<token>\S+)\s*$/iu.exec(context.req.header("authorization") ?? "");
    if (!isSame(given?.groups?.["token"] ?? "", token)) {
      return context.json(
        {
          error: {
            message:
              "the control endpoint needs the header Authorization: Bearer <the control token>.",
            type: "emulator_error",
          },
        },
        401,
      );
    }
    return next();
  };
}

/** Whether a socket's address belongs to this machine. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\./u.test(address) || address === "::1";
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
