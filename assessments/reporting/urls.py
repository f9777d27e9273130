"""Doors of the board."""

from django.urls import path

from assessments.reporting.views import board, files, kept, questions, regrading, sums, tasks

app_name = "reporting"
urlpatterns = [
    path("", board.BoardView.as_view(), name="board"),
    path("sums/", sums.SumsView.as_view(), name="sums"),
    path("quizzes/", questions.QuizzesView.as_view(), name="quizzes"),
    path("quizzes/<int:page_id>/", questions.QuestionsView.as_view(), name="questions"),
    path("quizzes/<int:page_id>/count/", questions.CountView.as_view(), name="count"),
    path("quizzes/<int:page_id>/regrade/", regrading.RegradeView.as_view(), name="regrade"),
    path("tasks/<uuid:pk>/", tasks.TaskView.as_view(), name="task"),
    path("views/", kept.ViewsView.as_view(), name="views"),
    path("views/<int:pk>/", kept.OpenView.as_view(), name="view"),
    path("views/<int:pk>/change/", kept.ChangeView.as_view(), name="view_change"),
    path("files/", files.FilesView.as_view(), name="exports"),
    path("files/<uuid:pk>/", files.FileView.as_view(), name="export"),
    path("files/<uuid:pk>/download/", files.DownloadView.as_view(), name="download"),
]
