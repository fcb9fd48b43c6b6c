#pragma once

#include "core/base/result.h"
#include "core/record/event.h"

#include <QByteArray>
#include <QIODevice>

#include <optional>

namespace hw::engine {

/// The requests of a file, one after another, however large it is: held in memory is the one that is read, not the
/// file. Our own exports give their events as they were; JSON lines, HAR, a raw request and a cURL command
/// (capturefile.h) give requests that arrive at `now`, without an id, a source and an environment.
class ImportReader final
{
    Q_DISABLE_COPY_MOVE(ImportReader)

public:
    /// `device` is open for reading and outlives the reader.
    ImportReader(QIODevice& device, Timestamp now);

    struct Item
    {
        Event event;
        int line = 1; ///< where it begins
    };
    /// The next one; nothing at the end. An error with a line is about what begins there, and the next call goes on
    /// behind it; one without a line (NotSupported, ParseError, IoError) is about the whole, and nothing follows.
    [[nodiscard]] Result<std::optional<Item>> next();

    /// Bytes of the device that have been used up.
    [[nodiscard]] qint64 consumed() const { return m_consumed; }

private:
    enum class Form { Unknown, Lines, Har, Whole };
    using Next = Result<std::optional<Item>>;

    bool fill();
    void skip(qsizetype count);
    [[nodiscard]] bool ensure(qsizetype count);
    [[nodiscard]] Result<Form> tellForm();
    Next nextLine();
    Next nextEntry();
    Next whole();
    [[nodiscard]] Result<bool> findEntries();
    [[nodiscard]] Result<QByteArray> takeElement();
    [[nodiscard]] Item itemOf(http::Message message, int line) const;
    Error end(Error error);

    QIODevice& m_device;
    const Timestamp m_now;
    QByteArray m_buffer;
    qsizetype m_at = 0; ///< what stands before it in the buffer is used up
    qint64 m_consumed = 0;
    int m_line = 1;
    Form m_form = Form::Unknown;
    bool m_inEntries = false;
    bool m_ended = false;
};

} // namespace hw::engine
