import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Redirect,
  Req,
  Res,
  UploadedFile,
  type CanActivate,
  type ExecutionContext,
} from "@nestjs/common";
import type { Request, Response } from "express";

class LoginDto {
  next!: string;
}

@Controller("session")
export class SessionController {
  @Post()
  login(@Body() dto: LoginDto, @Res() res: Response): void {
    res.redirect(dto.next); // $ source remote $ sink redirect
  }

  @Get("out")
  logout(
    @Query("returnTo") returnTo: string,
    @Res() res: Response,
    @Param("id", ParseIntPipe) id: string,
  ): void {
    if (returnTo) res.redirect(returnTo); // $ source remote $ sink redirect
    res.redirect(id); // safe
  }

  @Get("to/:target")
  go(@Param("target") target: string, @Req() req: Request, @Res() response: Response): void {
    if (target) response.redirect(target); // $ source remote $ sink redirect
    response.redirect(String(req.query.next)); // $ source remote $ sink redirect
  }

  @Get("docs")
  @Redirect("https://docs.example.com", 302)
  docs(@Query() query: { version?: string; to?: string }) {
    if (query.version === "5") return { url: "https://docs.example.com/v5/" }; // safe
    return { url: query.to }; // $ source remote $ sink redirect
  }

  @Get("hello")
  hello(@Query("name") name: string): string {
    return `<h1>Hello ${name}</h1>`; // $ source remote $ sink html
  }

  @Get("plain")
  @Header("Content-Type", "text/plain")
  plain(@Query("name") name: string): string {
    return `Hello ${name}`; // safe
  }

  @Post("file")
  upload(
    @UploadedFile() file: { originalname: string },
    @Headers() headers: { referer: string },
    @Res() res: Response,
  ) {
    res.send(`<p>${file.originalname}</p>`); // $ source remote $ sink html
    res.redirect(headers.referer); // $ source remote $ sink redirect
  }
}

export class LoginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    response.redirect(`/login?next=${encodeURIComponent(request.originalUrl)}`); // safe
    response.redirect(request.originalUrl); // $ sink redirect
    return false;
  }
}
