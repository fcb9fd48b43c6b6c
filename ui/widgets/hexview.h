#pragma once

#include <QAbstractScrollArea>

namespace hw::widgets {

class Theme;

/// Bytes as rows of sixteen: offset, hex, text. Only what is in view is painted, so any size will do.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexView)

public:
    explicit HexView(const Theme& theme, QWidget* parent = nullptr);

    void setBytes(const QByteArray& bytes);
    /// "00000010  48 65 6c …  Hel…": one row as it is painted.
    [[nodiscard]] QString rowText(qsizetype row) const;
    [[nodiscard]] qsizetype rowCount() const;
    /// Scrolls to and marks the next occurrence after the last one; false where there is none.
    bool find(const QByteArray& wanted);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void updateScrollBar();
    [[nodiscard]] int rowHeight() const;

    const Theme& m_theme;
    QByteArray m_bytes;
    qsizetype m_found = -1;
    qsizetype m_foundLength = 0;
};

} // namespace hw::widgets
