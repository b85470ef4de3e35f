"""The plainest view that keeps what was posted."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from wagtail_form_reference.models import PlainRow


def save_one_row(request: HttpRequest) -> HttpResponse:
    """Parse a POST and commit one row. The session and its user are read by the middleware, as everywhere."""
    row = PlainRow.objects.create(data=dict(request.POST.lists()))
    return JsonResponse({"row": row.pk})
