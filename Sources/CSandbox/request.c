#define _GNU_SOURCE
#include "sandbox.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Fields are `k=value`, k being one letter. */
static bool take_field(char *field, struct request *request)
{
    if (field[0] == 0 || field[1] != '=') return false;
    char *value = field + 2;
    switch (field[0]) {
    case 'i': request->id = value; return true;
    case 'm': request->machine = value; return true;
    case 'c': request->folder = value; return true;
    case 'u': request->user = (uid_t)strtoul(value, NULL, 10); return true;
    case 'p': request->port = atoi(value); return true;
    case 'k': request->process = atoi(value); return true;
    case 's': request->signal = atoi(value); return true;
    case 'o': request->out_of_memory = atoi(value); return true;
    case 'n': request->nice = atoi(value); return true;
    case 'x': request->streams = (enum streams)value[0]; return true;
    case 'h': request->rows = (unsigned short)atoi(value); return true;
    case 'w': request->columns = (unsigned short)atoi(value); return true;
    case 'a':
        if (request->argument_count == ARGUMENT_LIMIT) return false;
        request->arguments[request->argument_count++] = value;
        return true;
    case 'e':
        if (request->variable_count == VARIABLE_LIMIT) return false;
        request->variables[request->variable_count++] = value;
        return true;
    case 'g':
        if (request->group_count == GROUP_LIMIT) return false;
        request->groups[request->group_count++] = value;
        return true;
    case 'd':
        if (request->file_count == FILE_LIMIT) return false;
        request->files[request->file_count++] = value;
        return true;
    case 'r': { /* kind:limit */
        char *colon = strchr(value, ':');
        if (colon == NULL || request->resource_count == RESOURCE_LIMIT) return false;
        request->resources[request->resource_count].kind = atoi(value);
        request->resources[request->resource_count++].limit = strtoul(colon + 1, NULL, 10);
        return true;
    }
    default: return false;
    }
}

bool request_parse(char *packet, size_t length, struct request *request)
{
    if (length < 2 || packet[length - 1] != 0) return false;
    memset(request, 0, sizeof *request);
    request->operation = (enum operation)packet[0];
    request->streams = STREAMS_NONE;
    for (size_t at = strlen(packet) + 1; at < length; at += strlen(packet + at) + 1)
        if (!take_field(packet + at, request)) return false;
    return request->id != NULL;
}

bool set_resources(const struct request *request)
{
    for (size_t index = 0; index < request->resource_count; index++) {
        struct rlimit limit = { request->resources[index].limit, request->resources[index].limit };
        if (setrlimit((__rlimit_resource_t)request->resources[index].kind, &limit) != 0) return false;
    }
    return true;
}
