#pragma once

#include "ui/widgets/theme.h"

#include <QComboBox>

namespace hw::widgets {

/// A field that opens a list. The wheel does not change it: scrolling past must never switch anything.
class ComboBox : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComboBox)

public:
    explicit ComboBox(const Theme& theme, QWidget* parent = nullptr);

    void setPlaceholder(const QString& text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    /// The current entry, within the field; the base class writes its text.
    virtual void paintEntry(QPainter& painter, const QRect& rect);
    /// The width that paintEntry() needs.
    [[nodiscard]] virtual int entryWidth() const;
    [[nodiscard]] virtual Token fieldFill() const { return Token::Raised; }
    [[nodiscard]] virtual Token entryInk() const { return Token::Text; }
    [[nodiscard]] const Theme& theme() const { return m_theme; }

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    const Theme& m_theme;
    QString m_placeholder;
};

} // namespace hw::widgets
