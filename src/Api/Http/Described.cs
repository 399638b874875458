using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using WorkTracker.Api.Commands;

namespace WorkTracker.Api.Http;

/// <summary>What the description of the interface says of requests that change something.</summary>
public static class Described
{
    /// <summary>A JSON body, by an example, and the command's id in a header.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string example) => route.TakesBody(example).AddOpenApiOperationTransformer((operation, _, _) =>
    {
        WithKey(operation);
        return Task.CompletedTask;
    });

    /// <summary>A JSON body, by an example.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder route, string example) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = JsonNode.Parse(example) },
            },
        };
        return Task.CompletedTask;
    });

    /// <summary>A body of another type, and the command's id in a header.</summary>
    public static RouteHandlerBuilder TakesText(this RouteHandlerBuilder route, string mediaType, string example, bool key = true) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example } },
        };
        if (key)
        {
            WithKey(operation);
        }

        return Task.CompletedTask;
    });

    /// <summary>A Word file.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route, bool key = true) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [WorkTracker.Reports.Word.WordReport.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        if (key)
        {
            WithKey(operation);
        }

        return Task.CompletedTask;
    });

    private static void WithKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = CommandId.Header, In = ParameterLocation.Header, Required = true,
            Description = "The command's id, chosen by the client: a UUID, or any text of up to 200 visible characters. Sent again it gets the same answer.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = "7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11",
        });
    }
}
