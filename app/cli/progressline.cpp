#include "app/cli/progressline.h"

#include <cstdio>
#include <unistd.h>

namespace hw::cli {

ProgressLine::ProgressLine()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
{}

void ProgressLine::show(const QString& text, qint64 done, qint64 total)
{
    if (!m_isTerminal)
        return;
    const QString of = total >= 0 ? QStringLiteral(" of %1").arg(total) : QString();
    std::fprintf(stderr, "\r\033[K%s", qUtf8Printable(QStringLiteral("%1%2  %3").arg(done).arg(of, text)));
    std::fflush(stderr);
    m_shown = true;
}

void ProgressLine::clear()
{
    if (!m_shown)
        return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
    m_shown = false;
}

} // namespace hw::cli
