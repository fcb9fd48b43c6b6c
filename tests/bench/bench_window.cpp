// From the start of the process to the first paint of the window, and to the first events in its table: medians over
// several starts on the demonstration workspace, or on one that is given. bench_window [STARTS [WORKSPACE]]
// A large one: headwater-cli init FOLDER, then bench_store 100000 FOLDER/data.
#include "app/headwater/session.h"
#include "core/engine/demoworkspace.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <optional>
#include <unistd.h>
#include <vector>

using namespace hw;

namespace {

/// Milliseconds since this process was started; field 22 of stat is in clock ticks since the machine's start (proc(5)).
double sinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = fields.value(19).toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1000;
}

/// Notes when the window was painted for the first time.
class FirstPaint final : public QObject
{
public:
    double at = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (at == 0 && event->type() == QEvent::Paint && qobject_cast<QWidget*>(watched))
            QTimer::singleShot(0, this, [this] { at = at == 0 ? sinceStart() : at; }); // when all of it is painted
        return false;
    }
};

/// One start: prints both times.
int start(const QString& root)
{
    FirstPaint paint;
    qApp->installEventFilter(&paint);
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    const SystemClock clock;
    widgets::Theme theme;
    theme.applyTo(*qApp);
    app::Session session(root, theme, settings, clock);
    session.start();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, qApp, [&] {
        const auto* table = session.window().findChild<QAbstractItemView*>(QStringLiteral("eventsTable"));
        if (!table || !table->model() || table->model()->rowCount() == 0 || paint.at == 0)
            return;
        std::printf("%.1f %.1f\n", paint.at, sinceStart());
        qApp->quit();
    });
    look.start(1);
    return QApplication::exec();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Makes the demonstration workspace; false where that fails.
bool makeDemo(const QString& root)
{
    engine::DemoWorkspace demo(root, QStringLiteral(HW_BIN_DIR "/headwater-scripthost"));
    QEventLoop loop;
    std::optional<Result<void>> made;
    QObject::connect(&demo, &engine::DemoWorkspace::finished, &loop, [&](const Result<void>& result) {
        made = result;
        loop.quit();
    });
    demo.start();
    if (!made)
        loop.exec();
    return made->hasValue();
}

int measure(int starts, const QString& given)
{
    const QTemporaryDir folder;
    const QString root = given.isEmpty() ? folder.filePath(QStringLiteral("demo")) : given;
    if (given.isEmpty() && !makeDemo(root)) {
        std::fprintf(stderr, "the demonstration workspace cannot be made\n");
        return 1;
    }
    std::vector<double> paints;
    std::vector<double> rows;
    for (int i = 0; i < starts; ++i) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--start"), root});
        process.waitForFinished(60000);
        const QList<QByteArray> times = process.readAllStandardOutput().trimmed().split(' ');
        if (times.size() != 2)
            continue;
        paints.push_back(times[0].toDouble());
        rows.push_back(times[1].toDouble());
    }
    std::printf("window  first paint %.0f ms, first events %.0f ms after the start of the process (median of %zu)\n",
                median(paints), median(rows), paints.size());
    return paints.empty() ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--start"))
        return start(arguments.value(2));
    return measure(std::max(1, arguments.value(1, QStringLiteral("9")).toInt()), arguments.value(2));
}
