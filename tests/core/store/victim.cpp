// Writes events through a real writer and says on standard output which ones it was told are committed, until it is
// killed. `store_victim PATH write|read`; "read" counts what is there until its standard input closes.

#include "core/store/reader.h"
#include "tests/core/store/storetesting.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

namespace {

void say(const QByteArray& line)
{
    // One write for each line: what the parent reads is what was acknowledged, to the last whole line.
    const QByteArray text = line + '\n';
    if (::write(STDOUT_FILENO, text.constData(), static_cast<size_t>(text.size())) != text.size())
        ::_exit(3);
}

int writeUntilKilled(const QString& path)
{
    Effects effects = [](Database& database, const Event&, Run& run) -> Result<void> {
        run.actions[0].status = ActionStatus::Succeeded;
        return addToCounter(database, QStringLiteral("directory.users"), 1);
    };
    Result<std::unique_ptr<Writer>> opened = Writer::open({path, {}, std::move(effects)});
    if (!opened) {
        say("error " + codeName(opened.error().code));
        return 1;
    }
    Writer& writer = **opened;
    qint64 number = 0;
    std::function<void()> next = [&] {
        ++number;
        const QByteArray body = QByteArray("{\"n\":" + QByteArray::number(number) + '}').repeated(50);
        const Event event =
            makeEvent(body, QStringLiteral("billing"), static_cast<qint64>(::getpid()) * 10000 + number);
        Run run = makeRun(event, EventStatus::Processed, event.id);
        run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
        writer.submit(unitOf(item(event, run)), [&](const Result<CommitUnit>& result) {
            if (result)
                say(result->front().event.id.toLatin1());
            next();
        });
    };
    say("ready");
    for (int i = 0; i < 8; ++i)
        next();
    return QCoreApplication::exec();
}

int readUntilClosed(const QString& path)
{
    Result<Reader> reader = Reader::open(path);
    if (!reader)
        return 1;
    say("ready");
    qint64 last = 0;
    char buffer = 0;
    // Blocks for each line of the parent; the end of input ends it.
    while (::read(STDIN_FILENO, &buffer, 1) == 1) {
        const auto rows = reader->events(Filter(), {{}, {}, 50});
        const auto summary = reader->summary();
        if (!rows || !summary || summary->events < last)
            return 2;
        last = summary->events;
        say(QByteArray::number(last));
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 64;
    return arguments[2] == QLatin1String("read") ? readUntilClosed(arguments[1]) : writeUntilKilled(arguments[1]);
}
