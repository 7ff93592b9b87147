// CommonJS Nest packages cannot require() an ES module that is still being linked: load the ES ones first.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import '@nestjs/microservices';
