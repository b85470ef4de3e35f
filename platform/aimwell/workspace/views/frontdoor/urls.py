"""The front door: /w/<organisation>/alerts and its neighbours."""

from django.urls import path

from aimwell.workspace.views.frontdoor import alerts, conversation, incoming, queue, results, tasks

urlpatterns = [
    path("alerts", alerts.show, name="alerts"),
    path("queue/", queue.show, name="queue"),
    path("queue/targets", queue.targets, name="queue-targets"),
    path("queue/inbox/", incoming.show, name="inbox"),
    path("queue/inbox/<int:incoming>/", incoming.one, name="incoming"),
    path("queue/inbox/<int:incoming>/restore", incoming.restore, name="incoming-restore"),
    path("tasks", tasks.show, name="tasks"),
    path("tasks/letters", tasks.letters, name="task-letters"),
    path("front-door", results.show, name="front-door"),
    path("conversation", conversation.begin, name="conversation-begin"),
    path("conversation/new", conversation.with_somebody_new, name="conversation-new"),
    path("people/<int:person>/conversation", conversation.with_person, name="conversation"),
]
