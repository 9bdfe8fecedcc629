import "reflect-metadata";
import {
  Body,
  Catch,
  Controller,
  Get,
  HttpCode,
  HttpException,
  Module,
  Options,
  Post,
  Res,
  UnauthorizedException,
  UseGuards,
  type ArgumentsHost,
  type ExceptionFilter,
  type NestApplicationOptions,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type { FastifyReply } from "fastify";
import type { ServerResponse } from "node:http";
import { Protect, protect } from "secure-patterns/nest";
import type { Protection } from "secure-patterns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapterContract, type RunningApp } from "./contract.ts";
import { createProbe } from "./probe.ts";
import { nodeStream } from "./streamed.ts";

type Platform = "express" | "fastify";

function controller(protection: Protection, platform: Platform): new () => object {
  @Controller()
  @UseGuards(protect(protection))
  class Routes {
    @Get("ok") ok(): string {
      return "ok";
    }
    @Options("ok") @HttpCode(204) options(): void {}
    @Post("echo") @HttpCode(200) echo(@Body() body: unknown): unknown {
      return body;
    }
    @Get("unauthorized") unauthorized(): never {
      throw new UnauthorizedException();
    }
    @Get("stream") stream(@Res() response: FastifyReply & ServerResponse): void {
      if (platform === "fastify") response.send(nodeStream());
      else nodeStream().pipe(response);
    }
    @Get("throw") throw(): never {
      throw new Error("thrown by the handler");
    }
  }
  return Routes;
}

async function start(
  controllers: (new () => object)[],
  platform: Platform,
  filters: ExceptionFilter[] = [],
): Promise<RunningApp> {
  @Module({ controllers })
  class AppModule {
    readonly name = "app";
  }
  const options: NestApplicationOptions = { logger: false };
  const app =
    platform === "fastify"
      ? await NestFactory.create(AppModule, new FastifyAdapter(), options)
      : await NestFactory.create(AppModule, options);
  app.useGlobalFilters(...filters);
  await app.listen(0, "127.0.0.1");
  const close = async (): Promise<void> => {
    app.getHttpServer().closeAllConnections();
    await app.close();
  };
  return { url: await app.getUrl(), close };
}

for (const platform of ["express", "fastify"] as const) {
  adapterContract(`NestJS on ${platform}`, {
    start: (protection) => start([controller(protection, platform)], platform),
    readsBody: true,
    knowsPeer: true,
    denialBody: (error) => ({ statusCode: 429, error }),
  });
}

describe("NestJS", () => {
  const probe = createProbe();

  @Controller("method")
  class OnMethod {
    @Post()
    @Protect(probe)
    limited(): string {
      return "ok";
    }
    @Get() free(): string {
      return "free";
    }
  }

  @Controller("class")
  @Protect(probe)
  class OnClass {
    @Get() limited(): string {
      return "ok";
    }
  }

  /** The filter that Nest's documentation shows: what is no HttpException becomes a 500. */
  @Catch()
  class CatchEverything implements ExceptionFilter {
    catch(exception: unknown, host: ArgumentsHost): void {
      const status = exception instanceof HttpException ? exception.getStatus() : 500;
      host.switchToHttp().getResponse().status(status).json({ caught: status });
    }
  }

  let running: RunningApp;
  beforeAll(async () => {
    running = await start([OnMethod, OnClass], "express", [new CatchEverything()]);
  });
  afterAll(() => running.close());

  it("takes the decorator on a method or a class", async () => {
    probe.reset(1);
    const status = async (path: string, method: string): Promise<number> =>
      (await fetch(running.url + path, { method })).status;
    expect(await status("/method", "POST")).toBe(201);
    expect(await status("/method", "POST")).toBe(429);
    expect(await status("/class", "GET")).toBe(429);
    expect(await status("/method", "GET")).toBe(200);
  });

  it("shows its refusal to the application's own exception filter", async () => {
    probe.reset(0);
    const response = await fetch(`${running.url}/class`);
    expect([response.status, await response.json()]).toEqual([429, { caught: 429 }]);
    expect(response.headers.get("retry-after")).toBe("30");
  });

  it("refuses transports that have no request", async () => {
    const context = { getType: () => "rpc", getArgByIndex: () => undefined } as never;
    await expect(protect(probe).canActivate(context)).rejects.toThrow(/needs an HTTP request/);
  });

  it("finds the request of a GraphQL resolver", async () => {
    probe.reset(1);
    const response = {
      statusCode: 200,
      headersSent: true,
      getHeader: () => undefined,
      setHeader: () => undefined,
    };
    const req = { method: "POST", url: "/graphql", headers: {}, socket: { remoteAddress: "192.0.2.7" } };
    const graphql = { req, res: { ...response, once: () => undefined } };
    const context = {
      getType: () => "graphql",
      getArgByIndex: (index: number) => (index === 2 ? graphql : {}),
    };
    expect(await protect(probe).canActivate(context as never)).toBe(true);
    expect(probe.seen[0]).toMatchObject({ url: "/graphql", remoteAddress: "192.0.2.7" });
  });
});
