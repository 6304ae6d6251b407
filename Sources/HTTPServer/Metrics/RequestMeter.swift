import HTTPTypes
import Hummingbird

/// Counts every answer by route and status.
struct RequestMeter<Context: RequestContext>: RouterMiddleware {
  let meters: Meters

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let spent = (ContinuousClock.now - start).components
    meters.answered(
      Meters.Answered(
        method: RouteTable.methods.contains(request.method) ? request.method.rawValue : "other",
        route: context.endpointPath ?? "-",
        status: response.status.code
      ),
      seconds: Double(spent.seconds) + Double(spent.attoseconds) / 1e18
    )
    return response
  }
}
